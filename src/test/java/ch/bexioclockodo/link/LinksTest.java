package ch.bexioclockodo.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {

  private final Links links =
      new Links(
          List.of(
              new Link(LinkKind.CUSTOMER, 1, 7, "a", "b"),
              new Link(LinkKind.PROJECT, 1, 8, "a", "b"),
              new Link(LinkKind.FICTIONAL_USER, 3, 9, "a", "b"),
              new Link(LinkKind.USER, 3, 10, "a", "b")));

  @Test
  void aLinkIsFoundFromBothSidesWithinItsKind() {
    assertThat(links.ofBexio(LinkKind.CUSTOMER, 1))
        .get()
        .extracting(Link::clockodoId)
        .isEqualTo(7L);
    assertThat(links.ofBexio(LinkKind.PROJECT, 1)).get().extracting(Link::clockodoId).isEqualTo(8L);
    assertThat(links.ofClockodo(LinkKind.PROJECT, 7)).isEmpty();
    assertThat(links.ofBexio(LinkKind.ACTIVITY, 1)).isEmpty();
  }

  @Test
  void realAndFictionalUsersOfOneIdAreTwo() {
    assertThat(links.userOf(9)).get().extracting(Link::kind).isEqualTo(LinkKind.FICTIONAL_USER);
    assertThat(links.userOf(10)).get().extracting(Link::kind).isEqualTo(LinkKind.USER);
    assertThat(links.userOf(3)).isEmpty();
  }

  @Test
  void everyKindHasAWordThatFindsIt() {
    for (LinkKind kind : LinkKind.values()) {
      assertThat(LinkKind.of(kind.word())).isEqualTo(kind);
    }
    assertThatThrownBy(() -> LinkKind.of("contact")).hasMessageContaining("contact");
  }
}
