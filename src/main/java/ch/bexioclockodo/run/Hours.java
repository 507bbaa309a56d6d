package ch.bexioclockodo.run;

/** Recorded time as people read it. */
public final class Hours {

  private Hours() {}

  /** Hours and minutes (and seconds where there are any), as both products show them. */
  public static String text(long seconds) {
    String hours = String.format("%d:%02d", seconds / 3600, seconds % 3600 / 60);
    return seconds % 60 == 0 ? hours : hours + String.format(":%02d", seconds % 60);
  }
}
