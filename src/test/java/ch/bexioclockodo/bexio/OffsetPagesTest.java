package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetPagesTest {

  private static final int CAP = 3;
  private static final int MOST_PAGES = 100;

  private OffsetPages<Long> pages = newestFirst(null);
  private final List<Long> server = new ArrayList<>();
  private boolean ignoresOrder;
  private boolean tellsTotal;
  private int cap = CAP;
  private int read;

  @Test
  void aServerThatCapsItsPagesLosesNothing() {
    fill(10);
    readAll(page -> {});
    assertThat(pages.getRows()).containsExactlyElementsOf(server);
  }

  @Test
  void anEmptyListIsReadOnce() {
    readAll(page -> {});
    assertThat(pages.getRows()).isEmpty();
    assertThat(read).isOne();
  }

  @Test
  void theFirstQueryAsksForTheLargestPageNewestFirst() {
    assertThat(pages.getQuery()).isEqualTo("limit=2000&offset=0&order_by=id_desc");
    assertThat(pages.getName()).isEqualTo("bexio-list-things");
    assertThat(OffsetPages.withTotal("users", Long::longValue).getQuery())
        .isEqualTo("limit=2000&offset=0");
  }

  @Test
  void aSearchCarriesItsCriteria() {
    assertThat(OffsetPages.search("search", Long::longValue, "[1]").getBody()).isEqualTo("[1]");
    assertThat(pages.getBody()).isNull();
  }

  @Test
  void theLowestIdOfAnEarlierReadingEndsTheListWithoutAnotherCall() {
    cap = 100;
    fill(10);
    pages = newestFirst(1L);
    readAll(page -> {});
    assertThat(read).isOne();
    assertThat(pages.getRows()).hasSize(10);
    assertThat(pages.lowest()).isEqualTo(1);
  }

  @Test
  void newRowsAreNeverLostBehindAKnownEnd() {
    fill(10);
    pages = newestFirst(1L);
    readAll(page -> {});
    assertThat(read).isEqualTo(5);
    assertThat(pages.getRows()).containsExactlyElementsOf(server);
  }

  @Test
  void aFullPageDoesNotEndAListToWhichOldRowsHaveComeBack() {
    cap = 2000;
    fill(2003);
    pages = newestFirst(4L);
    readAll(page -> {});
    assertThat(pages.getRows()).containsExactlyElementsOf(server);
  }

  @Test
  void aKnownEndThatWasDeletedIsLookedForOnce() {
    cap = 100;
    fill(10);
    server.remove(0);
    pages = newestFirst(1L);
    readAll(page -> {});
    assertThat(read).isEqualTo(2);
    assertThat(pages.lowest()).isEqualTo(2);
  }

  @Test
  void aFullPageThatEndsAtTheKnownEndIsNotBelieved() {
    cap = 2000;
    fill(2001);
    pages = newestFirst(2L);
    readAll(page -> {});
    assertThat(pages.getRows()).hasSize(2001);
  }

  @Test
  void aServerThatIgnoresTheOrderIsNotBelievedAtItsFirstPage() {
    ignoresOrder = true;
    fill(10);
    pages = newestFirst(1L);
    readAll(page -> {});
    assertThat(pages.getRows()).containsExactlyElementsOf(server);
  }

  @Test
  void anAnnouncedTotalEndsTheList() {
    ignoresOrder = true;
    tellsTotal = true;
    fill(9);
    pages = OffsetPages.withTotal("users", Long::longValue);
    readAll(page -> {});
    assertThat(read).isEqualTo(4);
    assertThat(pages.getRows()).containsExactlyElementsOf(server);
  }

  @Test
  void withoutATotalTheListIsReadUntilNothingFollows() {
    ignoresOrder = true;
    fill(9);
    pages = OffsetPages.withTotal("users", Long::longValue);
    readAll(page -> {});
    assertThat(pages.getRows()).containsExactlyElementsOf(server);
  }

  @Test
  void aRowRemovedMeanwhileMakesTheListBeReadAgain() {
    fill(10);
    readAll(
        page -> {
          if (page == 2) {
            server.remove(9L);
          }
        });
    assertThat(pages.getRows()).containsExactlyElementsOf(server).doesNotContain(9L);
  }

  @Test
  void rowsAddedMeanwhileShiftNothingOutOfTheList() {
    fill(10);
    readAll(
        page -> {
          if (page == 2 || page == 3) {
            server.add(100L + page);
          }
        });
    assertThat(pages.getRows()).contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void aShortPageInTheMiddleIsNotTheEnd() {
    pages.take(List.of(6L, 5L, 4L), null);
    pages.take(List.of(4L, 3L), null);
    assertThat(pages.isMore()).isTrue();
    pages.take(List.of(3L, 2L, 1L), null);
    pages.take(List.of(1L), null);
    assertThat(pages.isMore()).isFalse();
    assertThat(pages.getRows()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aListThatAlwaysMovesFailsWithItsName() {
    fill(60);
    assertThatThrownBy(() -> readAll(page -> server.remove(server.size() - 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bexio-list-things")
        .hasMessageContaining("3 readings");
  }

  private static OffsetPages<Long> newestFirst(Long lowestKnown) {
    return OffsetPages.newestFirst("bexio-list-things", Long::longValue, lowestKnown);
  }

  private void fill(int rows) {
    LongStream.rangeClosed(1, rows).forEach(server::add);
  }

  private void readAll(IntConsumer beforePage) {
    while (pages.isMore()) {
      read++;
      assertThat(read).as("an end").isLessThan(MOST_PAGES);
      beforePage.accept(read);
      int offset = Integer.parseInt(pages.getQuery().replaceAll(".*offset=(\\d+).*", "$1"));
      List<Long> ordered = new ArrayList<>(server);
      if (!ignoresOrder) {
        ordered.sort(Comparator.reverseOrder());
      }
      pages.take(
          List.copyOf(
              ordered.subList(
                  Math.min(offset, ordered.size()), Math.min(offset + cap, ordered.size()))),
          tellsTotal ? server.size() : null);
    }
  }
}
