/**
 * Which bexio object is which clockodo object, by ids; names match only once, when a link is
 * proposed.
 */
package ch.bexioclockodo.link;
