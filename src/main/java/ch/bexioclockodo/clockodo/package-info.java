/** clockodo's wire records, authorisation and paging; nothing of bexio. */
package ch.bexioclockodo.clockodo;
