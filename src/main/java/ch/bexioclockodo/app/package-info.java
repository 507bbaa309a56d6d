/** The standalone application: settings file, database, commands. */
package ch.bexioclockodo.app;
