"""The screens and dialogs: each joins a state, a view and some widgets."""
