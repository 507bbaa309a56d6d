package ch.bexioclockodo.sandbox;

/**
 * What bexio's fact sheet leaves open (§11), each with the default that the sheet finds likelier.
 *
 * @param acceptRequired 415 without an Accept header that admits JSON
 * @param secondsKept seconds of a range survive; otherwise they become :00
 * @param fictionalUserAsTimesheetUser a fictional user may be a timesheet's user
 * @param editIsFull an edit of a timesheet or project blanks what it does not send, and needs all
 *     required fields
 * @param rangeAllowed tracking of type range is accepted
 * @param endBeforeStartRefused a range that ends before its start is a 422
 * @param zeroLengthRefused a range or duration of zero is a 422
 * @param archivedProjectsListed list and search of projects contain archived ones
 * @param invoicedLocked timesheets of status 4 and 5 can be neither edited nor deleted
 * @param textRewritten what happens to a timesheet's text when it is stored
 * @param likeNeedsWildcards {@code like} compares the whole value, with {@code %} as wildcard
 * @param unsupportedFieldIgnored a search by an unsupported field finds everything, instead of 422
 * @param unknownFieldsRefused unknown body fields are a 422, instead of being ignored
 * @param labelsFollowAcceptLanguage names of project states are in the language of the call (§1.2)
 * @param archivingMovesUpdatedAt archiving and restoring a contact are changes of it (§3)
 * @param amountDecimals how many decimals of a position's amount are kept (§1.5, §6.6)
 * @param searchSeesArchived a contact search without show_archived finds archived ones too (§3)
 */
public record BexioRules(
    boolean acceptRequired,
    boolean secondsKept,
    boolean fictionalUserAsTimesheetUser,
    boolean editIsFull,
    boolean rangeAllowed,
    boolean endBeforeStartRefused,
    boolean zeroLengthRefused,
    boolean archivedProjectsListed,
    boolean invoicedLocked,
    TextRewriting textRewritten,
    boolean likeNeedsWildcards,
    boolean unsupportedFieldIgnored,
    boolean unknownFieldsRefused,
    boolean labelsFollowAcceptLanguage,
    boolean archivingMovesUpdatedAt,
    int amountDecimals,
    boolean searchSeesArchived) {

  /** What bexio may do to a text when it stores it. */
  public enum TextRewriting {
    NONE,
    HTML_ESCAPED,
    LINE_BREAKS_AS_HTML,
    TRIMMED
  }

  public static BexioRules defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Starts from the defaults. */
  public static final class Builder {
    private boolean acceptRequired = true;
    private boolean secondsKept = true;
    private boolean fictionalUserAsTimesheetUser = true;
    private boolean editIsFull;
    private boolean rangeAllowed = true;
    private boolean endBeforeStartRefused = true;
    private boolean zeroLengthRefused;
    private boolean archivedProjectsListed = true;
    private boolean invoicedLocked = true;
    private TextRewriting textRewritten = TextRewriting.NONE;
    private boolean likeNeedsWildcards;
    private boolean unsupportedFieldIgnored;
    private boolean unknownFieldsRefused = true;
    private boolean labelsFollowAcceptLanguage = true;
    private boolean archivingMovesUpdatedAt = true;
    private int amountDecimals = 6;
    private boolean searchSeesArchived;

    private Builder() {}

    public Builder acceptRequired(boolean value) {
      acceptRequired = value;
      return this;
    }

    public Builder secondsKept(boolean value) {
      secondsKept = value;
      return this;
    }

    public Builder fictionalUserAsTimesheetUser(boolean value) {
      fictionalUserAsTimesheetUser = value;
      return this;
    }

    public Builder editIsFull(boolean value) {
      editIsFull = value;
      return this;
    }

    public Builder rangeAllowed(boolean value) {
      rangeAllowed = value;
      return this;
    }

    public Builder endBeforeStartRefused(boolean value) {
      endBeforeStartRefused = value;
      return this;
    }

    public Builder zeroLengthRefused(boolean value) {
      zeroLengthRefused = value;
      return this;
    }

    public Builder archivedProjectsListed(boolean value) {
      archivedProjectsListed = value;
      return this;
    }

    public Builder invoicedLocked(boolean value) {
      invoicedLocked = value;
      return this;
    }

    public Builder textRewritten(TextRewriting value) {
      textRewritten = value;
      return this;
    }

    public Builder likeNeedsWildcards(boolean value) {
      likeNeedsWildcards = value;
      return this;
    }

    public Builder unsupportedFieldIgnored(boolean value) {
      unsupportedFieldIgnored = value;
      return this;
    }

    public Builder unknownFieldsRefused(boolean value) {
      unknownFieldsRefused = value;
      return this;
    }

    public Builder labelsFollowAcceptLanguage(boolean value) {
      labelsFollowAcceptLanguage = value;
      return this;
    }

    public Builder archivingMovesUpdatedAt(boolean value) {
      archivingMovesUpdatedAt = value;
      return this;
    }

    public Builder amountDecimals(int value) {
      amountDecimals = value;
      return this;
    }

    public Builder searchSeesArchived(boolean value) {
      searchSeesArchived = value;
      return this;
    }

    public BexioRules build() {
      return new BexioRules(
          acceptRequired,
          secondsKept,
          fictionalUserAsTimesheetUser,
          editIsFull,
          rangeAllowed,
          endBeforeStartRefused,
          zeroLengthRefused,
          archivedProjectsListed,
          invoicedLocked,
          textRewritten,
          likeNeedsWildcards,
          unsupportedFieldIgnored,
          unknownFieldsRefused,
          labelsFollowAcceptLanguage,
          archivingMovesUpdatedAt,
          amountDecimals,
          searchSeesArchived);
    }
  }
}
