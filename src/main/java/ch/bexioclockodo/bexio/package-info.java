/** bexio's wire records, authorisation, wall time and limits; nothing of clockodo. */
package ch.bexioclockodo.bexio;
