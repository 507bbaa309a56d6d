/** The connection with bexio through OAuth: consent, tokens and their keeping, scopes. */
package ch.bexioclockodo.connection;
