//! On the reference readings of real letters: how the rules judge what a person read, without the grammar's mistakes.
