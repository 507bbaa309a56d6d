package ch.bexioclockodo.run;

/**
 * A list of one page, for the routes that read lists.
 *
 * @param query which page
 */
public record OnePage(String query) {

  /** As many users as clockodo gives at once, which is everybody (facts: clockodo §3). */
  public static final OnePage EVERY_USER = new OnePage("page=1&items_per_page=1000");

  /** As the routes ask for it. */
  public String getQuery() {
    return query;
  }
}
