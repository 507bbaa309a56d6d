/** Keeps bexio and clockodo together: master data one way, recorded times the other. */
package ch.bexioclockodo;
