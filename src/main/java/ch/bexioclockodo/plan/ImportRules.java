package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.Project;
import java.util.Set;

/**
 * What the settings say about an import.
 *
 * @param contactNumbers whether bexio's contact number becomes clockodo's, and is compared
 * @param bookableStates ids of the project states in which time may be booked; null when every
 *     state is
 * @param billServiceIds whether ids that clockodo's own add-on has left propose links
 * @param billableDefault whether new projects are billable by default; null leaves it to clockodo
 */
public record ImportRules(
    CustomerRule customers,
    NamePattern companyName,
    NamePattern personName,
    boolean contactNumbers,
    Set<Integer> bookableStates,
    ServicesFrom servicesFrom,
    ItemRule items,
    boolean billServiceIds,
    BudgetRule budget,
    Boolean billableDefault,
    Conflicts conflicts) {

  /** Which list of bexio becomes clockodo's services. */
  public enum ServicesFrom {
    ACTIVITIES,
    ITEMS
  }

  /** What a project's budget becomes: none, one that is told, or one that clockodo enforces. */
  public enum BudgetRule {
    NONE,
    SOFT,
    HARD
  }

  /** What happens to a field that both sides changed. */
  public enum Conflicts {
    KEEP_CLOCKODO,
    TAKE_BEXIO,
    DECIDE
  }

  /** What a contact is called in clockodo. */
  public String nameOf(Contact contact) {
    NamePattern pattern = contact.isCompany() ? companyName : personName;
    return pattern.of(contact.name1(), contact.name2());
  }

  /** Whether time may be booked on a project. */
  public boolean isBookable(Project project) {
    return bookableStates == null
        || project.stateId() != null && bookableStates.contains(project.stateId());
  }

  /** The same rules, knowing which states the setting means. */
  public ImportRules withBookableStates(Set<Integer> ids) {
    return new ImportRules(
        customers,
        companyName,
        personName,
        contactNumbers,
        ids,
        servicesFrom,
        items,
        billServiceIds,
        budget,
        billableDefault,
        conflicts);
  }
}
