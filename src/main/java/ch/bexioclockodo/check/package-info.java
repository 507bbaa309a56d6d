/**
 * What a run would need, checked thing by thing: each says what is there, what is wrong, and what
 * helps.
 */
package ch.bexioclockodo.check;
