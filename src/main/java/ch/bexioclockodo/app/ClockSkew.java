package ch.bexioclockodo.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How far a server's clock is from this machine's. */
final class ClockSkew {

  private ClockSkew() {}

  /**
   * Seconds by which this machine is ahead of an HTTP Date header; 0 when the header cannot be
   * read.
   */
  static long seconds(String date) {
    try {
      Instant server = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(server, Instant.now()).toSeconds();
    } catch (DateTimeException unreadable) {
      return 0;
    }
  }
}
