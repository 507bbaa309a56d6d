package ch.bexioclockodo.plan;

import static ch.bexioclockodo.plan.MasterDataSamples.company;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.link.LinkKind;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of bexio's contacts after a reading of what changed. */
class ContactListsTest {

  private static final LocalDateTime YESTERDAY = LocalDateTime.parse("2026-11-22T02:00:00");

  @Test
  void onlyWhatIsOtherThanItWasKnownIsKeptAnew() {
    ContactLists lists =
        changedSince(List.of(company(1, "Same"), company(2, "Old name"), company(3, "In use")));
    listed(lists, company(4, "New"), company(2, "New name"), company(1, "Same"));
    archived(lists, company(3, "In use"));
    assertThat(lists.changed())
        .containsExactly(
            company(2, "New name"), company(3, "In use").archived(true), company(4, "New"));
    assertThat(lists.gone()).isEmpty();
  }

  @Test
  void aContactThatWasArchivedAndIsDeletedIsGone() {
    ContactLists lists =
        changedSince(List.of(company(1, "Same"), company(2, "Archived").archived(true)));
    listed(lists);
    archived(lists);
    lists.forget(new Ask(LinkKind.CUSTOMER, 2));
    assertThat(lists.changed()).isEmpty();
    assertThat(lists.gone()).containsExactly(2L);
  }

  private static ContactLists changedSince(List<Contact> known) {
    return ContactLists.changedSince(YESTERDAY, known, list -> null);
  }

  private static void listed(ContactLists lists, Contact... contacts) {
    lists.getLists().get(0).take(List.of(contacts), contacts.length);
  }

  private static void archived(ContactLists lists, Contact... contacts) {
    lists.getLists().get(1).take(List.of(contacts), contacts.length);
  }
}
