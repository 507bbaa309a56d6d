package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Connections;

/**
 * Hears what comes of connecting in the console; looked up under {@link #NAME}, if anybody does.
 */
public interface ConnectionListener {

  /** The name of the bean. */
  String NAME = "bexioClockodoConnectionListener";

  /** A connection was made. */
  void connected(Connections.Connected made);

  /** Somebody came back from bexio, and it failed. */
  void failed(Exception trouble);
}
