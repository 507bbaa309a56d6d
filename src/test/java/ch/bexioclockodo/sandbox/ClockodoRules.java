package ch.bexioclockodo.sandbox;

import java.time.ZoneId;

/**
 * What clockodo's fact sheet leaves open (§10), each with the default that the sheet finds
 * likelier.
 *
 * @param entriesListHasText the plain list of entries carries {@code text}
 * @param retryAfterOn429 429 carries Retry-After
 * @param entrySelectedBy which entries a period holds
 * @param timeUntilExclusive an entry that starts at time_until is outside
 * @param errorItemsWrapped 422 items are {@code {error:{…}}} instead of {@code {…}}
 * @param conflictStatus status of a duplicate name, 422 or 409
 * @param defaultItemsPerPage page size when none was asked for
 * @param billedOnCreate POST of an entry accepts billable 2
 * @param groupingZone zone of day, week, month and year groups
 * @param billingAddOn a billing add-on is connected, so that the owner sees and sets {@code
 *     bill_service_id} (§4.7)
 */
public record ClockodoRules(
    boolean entriesListHasText,
    boolean retryAfterOn429,
    EntrySelection entrySelectedBy,
    boolean timeUntilExclusive,
    boolean errorItemsWrapped,
    int conflictStatus,
    int defaultItemsPerPage,
    boolean billedOnCreate,
    ZoneId groupingZone,
    boolean billingAddOn) {

  /** By its start alone, or by any overlap with the period. */
  public enum EntrySelection {
    START,
    OVERLAP
  }

  public static ClockodoRules defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Starts from the defaults. */
  public static final class Builder {
    private boolean entriesListHasText = true;
    private boolean retryAfterOn429 = true;
    private EntrySelection entrySelectedBy = EntrySelection.START;
    private boolean timeUntilExclusive = true;
    private boolean errorItemsWrapped = true;
    private int conflictStatus = 422;
    private int defaultItemsPerPage = 1000;
    private boolean billedOnCreate;
    private ZoneId groupingZone = ZoneId.of("Europe/Zurich");
    private boolean billingAddOn;

    private Builder() {}

    public Builder entriesListHasText(boolean value) {
      entriesListHasText = value;
      return this;
    }

    public Builder retryAfterOn429(boolean value) {
      retryAfterOn429 = value;
      return this;
    }

    public Builder entrySelectedBy(EntrySelection value) {
      entrySelectedBy = value;
      return this;
    }

    public Builder timeUntilExclusive(boolean value) {
      timeUntilExclusive = value;
      return this;
    }

    public Builder errorItemsWrapped(boolean value) {
      errorItemsWrapped = value;
      return this;
    }

    public Builder conflictStatus(int value) {
      conflictStatus = value;
      return this;
    }

    public Builder defaultItemsPerPage(int value) {
      defaultItemsPerPage = value;
      return this;
    }

    public Builder billedOnCreate(boolean value) {
      billedOnCreate = value;
      return this;
    }

    public Builder groupingZone(ZoneId value) {
      groupingZone = value;
      return this;
    }

    public Builder billingAddOn(boolean value) {
      billingAddOn = value;
      return this;
    }

    public ClockodoRules build() {
      return new ClockodoRules(
          entriesListHasText,
          retryAfterOn429,
          entrySelectedBy,
          timeUntilExclusive,
          errorItemsWrapped,
          conflictStatus,
          defaultItemsPerPage,
          billedOnCreate,
          groupingZone,
          billingAddOn);
    }
  }
}
