package ch.bexioclockodo.sandbox;

/**
 * Calls per window, see {@code bexio.md} §1.7 and {@code clockodo.md} §3.
 *
 * @param bexioDefault a minute, routes without a group of their own
 * @param bexioArticle a minute, {@code /2.0/article*}
 * @param bexioSearch a minute, searches of contacts, articles, invoices, timesheets, projects
 * @param clockodoMinute a minute, per user
 * @param clockodoQuarter 15 minutes, per user
 * @param clockodoHour an hour, per user
 * @param clockodoDay a day, per user
 * @param clockodoEnhanced 15 minutes, GET entries with enhanced_list
 * @param clockodoGroups a minute and method, entrygroups
 */
public record Limits(
    int bexioDefault,
    int bexioArticle,
    int bexioSearch,
    int clockodoMinute,
    int clockodoQuarter,
    int clockodoHour,
    int clockodoDay,
    int clockodoEnhanced,
    int clockodoGroups) {

  /** The real limits as far as they are known. */
  public static Limits real() {
    return new Limits(1000, 400, 250, 900, 2250, 4500, 20000, 300, 10);
  }

  /** No limits; bexio's headers then show an untouched window. */
  static Limits none() {
    int none = Integer.MAX_VALUE;
    return new Limits(none, none, none, none, none, none, none, none, none);
  }
}
