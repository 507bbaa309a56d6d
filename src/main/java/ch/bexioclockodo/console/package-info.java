/** The console: what people see and do in a browser, by the same routes and stores as commands. */
package ch.bexioclockodo.console;
