package ch.bexioclockodo.bench;

import java.io.IOException;
import java.util.List;

/** Sends bodies to the server and returns when all are answered; throws when one is refused. */
interface Contender extends AutoCloseable {

  String name();

  void send(List<String> bodies) throws Exception;

  @Override
  default void close() throws IOException {}
}
