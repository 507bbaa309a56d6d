package ch.bexioclockodo.app;

import picocli.CommandLine.Command;

/** Runs the routes and their schedules, by name. */
@Command(name = "serve", description = "Run the routes and their schedules until stopped.")
final class ServeCommand extends Serving {}
