package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;

/**
 * The text of a timesheet, from that of its entry. One rule: as recorded, character by character;
 * or, for bexio's rich text, with {@code &}, {@code <} and {@code >} escaped and each line break
 * written as {@code <br />} (facts: bexio §6.5). The marker is put around it afterwards and stays
 * as it is set.
 *
 * @param html whether it is escaped
 * @param marker a template in which {@code {{text}}} is the text and {@code {{id}}} the entry's id;
 *     empty for none
 */
public record TimesheetText(boolean html, String marker) {

  /** The marker's place of the entry's text. */
  public static final String TEXT = "{{text}}";

  /** The marker's place of the entry's id. */
  public static final String ID = "{{id}}";

  /** Texts as recorded, without a marker. */
  public static final TimesheetText AS_RECORDED = new TimesheetText(false, "");

  String of(Entry entry) {
    String text = html && entry.text() != null ? escaped(entry.text()) : entry.text();
    if (marker.isEmpty()) {
      return text;
    }
    boolean none = text == null || text.isEmpty();
    // The id first: a text may itself hold what looks like the id's place.
    String marked = marker.replace(ID, String.valueOf(entry.id()));
    return none ? marked.replace(TEXT, "").strip() : marked.replace(TEXT, text);
  }

  /** Whether a text bears the marker of an entry, whatever else somebody has made of it. */
  public boolean marks(String text, long entryId) {
    for (String part : marker.split(java.util.regex.Pattern.quote(TEXT))) {
      if (part.contains(ID)) {
        return text.contains(part.replace(ID, String.valueOf(entryId)).strip());
      }
    }
    return false;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("\r\n|\r|\n", "<br />");
  }
}
