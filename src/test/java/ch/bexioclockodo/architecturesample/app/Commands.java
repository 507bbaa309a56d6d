package ch.bexioclockodo.architecturesample.app;

import ch.bexioclockodo.architecturesample.run.KnowsApp;
import java.time.ZoneId;

/** Breaks the rule that nothing follows the host's zone. */
public final class Commands {

  public final KnowsApp run = new KnowsApp();
  public final ZoneId zone = ZoneId.systemDefault();
}
