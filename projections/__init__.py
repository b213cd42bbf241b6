"""Read models: what is kept from the ledger to answer questions, and what follows from a tree.

Nothing here is truth. Every view can be dropped and rebuilt from the events, and comes out the same.
"""
