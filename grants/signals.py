"""The one signal of this app: an edge was walked. Sent in the transaction, so an effect is a row in it."""

from django.dispatch import Signal

#: sender: the model class; arguments: instance, action, actor, now
transitioned = Signal()
