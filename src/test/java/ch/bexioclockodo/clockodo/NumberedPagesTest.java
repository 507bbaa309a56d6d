package ch.bexioclockodo.clockodo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumberedPagesTest {

  private final NumberedPages<Customer> pages =
      new NumberedPages<>("clockodo-list-customers", 2, Customer::id);

  @Test
  void anEmptyListHasNoPages() {
    take(0, 0);
    assertThat(pages.isMore()).isFalse();
    assertThat(pages.getRows()).isEmpty();
  }

  @Test
  void pagesAreReadInTurn() {
    assertThat(pages.getQuery()).isEqualTo("page=1&items_per_page=2&sort%5B%5D=id");
    take(2, 3, 1, 2);
    assertThat(pages.isMore()).isTrue();
    assertThat(pages.getQuery()).startsWith("page=2&");
    take(2, 3, 3);
    assertThat(pages.isMore()).isFalse();
    assertThat(ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aCountThatMovedMakesTheListBeReadAgain() {
    take(2, 3, 1, 2);
    take(2, 4, 3, 4);
    assertThat(pages.isMore()).isTrue();
    assertThat(pages.getQuery()).startsWith("page=1&");
    take(2, 4, 1, 2);
    take(2, 4, 3, 4);
    assertThat(pages.isMore()).isFalse();
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aRowThatCameTwiceHidesAnotherAndIsNoticed() {
    take(2, 4, 1, 2);
    take(2, 4, 2, 3);
    assertThat(pages.isMore()).isTrue();
    assertThat(pages.getRows()).isEmpty();
  }

  @Test
  void aMissingRowFailsAfterThreeReadings() {
    take(1, 2, 1);
    take(1, 2, 1);
    assertThat(pages.isMore()).isTrue();
    assertThatThrownBy(() -> take(1, 2, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("clockodo-list-customers")
        .hasMessageContaining("3 readings");
  }

  private void take(int countPages, int countItems, long... ids) {
    pages.take(
        new ListPage.Customers(
            new Paging(2, 1, countPages, countItems),
            LongStream.of(ids)
                .mapToObj(id -> new Customer(id, "c" + id, true, false, null))
                .toList()));
  }

  private List<Long> ids() {
    return pages.getRows().stream().map(Customer::id).toList();
  }
}
