package ch.bexioclockodo.architecturesample.run;

import ch.bexioclockodo.architecturesample.app.Commands;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.logging.Logger;

/** Breaks every rule of the package run. */
public final class KnowsApp {

  public Commands commands;
  public final Instant now = Instant.now();
  public final Supplier<java.time.LocalDate> today = java.time.LocalDate::now;

  public void speak() {
    Logger.getLogger("sample").info("said");
    System.out.println("said");
  }
}
