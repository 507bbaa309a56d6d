package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Contact;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which bexio contacts become clockodo customers ({@code bexio-clockodo.import.customers}). */
public record CustomerRule(Kind kind, Set<String> groups) {

  /** The kinds of rule. */
  public enum Kind {
    WITH_PROJECTS,
    COMPANIES,
    ALL,
    GROUPS
  }

  private static final String GROUPS_PREFIX = "groups:";

  /** Reads {@code with-projects}, {@code companies}, {@code all} or {@code groups:1,2}. */
  public static CustomerRule parse(String text) {
    if (text.startsWith(GROUPS_PREFIX)) {
      Set<String> groups =
          Arrays.stream(text.substring(GROUPS_PREFIX.length()).split(","))
              .map(String::strip)
              .collect(Collectors.toSet());
      if (groups.stream().allMatch(group -> group.matches("\\d+"))) {
        return new CustomerRule(Kind.GROUPS, groups);
      }
    }
    return switch (text) {
      case "with-projects" -> new CustomerRule(Kind.WITH_PROJECTS, Set.of());
      case "companies" -> new CustomerRule(Kind.COMPANIES, Set.of());
      case "all" -> new CustomerRule(Kind.ALL, Set.of());
      default ->
          throw new IllegalArgumentException(
              "must be with-projects, companies, all, or groups:1,2 with ids");
    };
  }

  /** Why a contact does not become a customer, or nothing when it does. */
  public Optional<ReasonCode> against(Contact contact, Set<Integer> contactsWithProjects) {
    return switch (kind) {
      case ALL -> Optional.empty();
      case COMPANIES ->
          contact.isCompany() ? Optional.empty() : Optional.of(ReasonCode.CONTACT_IS_NO_COMPANY);
      case WITH_PROJECTS ->
          contactsWithProjects.contains(contact.id())
              ? Optional.empty()
              : Optional.of(ReasonCode.CONTACT_WITHOUT_PROJECT);
      case GROUPS ->
          Collections.disjoint(contact.groups(), groups)
              ? Optional.of(ReasonCode.CONTACT_NOT_IN_GROUP)
              : Optional.empty();
    };
  }
}
