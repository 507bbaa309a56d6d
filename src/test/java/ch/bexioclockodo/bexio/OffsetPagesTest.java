package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetPagesTest {

  private static final int CAP = 3;
  private static final int MOST_PAGES = 100;

  private final OffsetPages<Long> pages = new OffsetPages<>("bexio-list-things", Long::longValue);
  private final List<Long> server = new ArrayList<>();
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
  void theFirstQueryAsksForTheLargestPage() {
    assertThat(pages.getQuery()).isEqualTo("limit=2000&offset=0");
    assertThat(pages.getName()).isEqualTo("bexio-list-things");
  }

  @Test
  void aRowRemovedMeanwhileMakesTheListBeReadAgain() {
    fill(10);
    readAll(
        page -> {
          if (page == 2) {
            server.remove(0);
          }
        });
    assertThat(pages.getRows()).containsExactlyElementsOf(server).doesNotContain(1L);
  }

  @Test
  void aRowInsertedMeanwhileMakesTheListBeReadAgain() {
    fill(10);
    readAll(
        page -> {
          if (page == 3) {
            server.add(0, 0L);
          }
        });
    assertThat(pages.getRows()).containsExactlyElementsOf(server).contains(0L);
  }

  @Test
  void aRowAddedAtTheEndMeanwhileIsRead() {
    fill(4);
    readAll(
        page -> {
          if (page == 2) {
            server.add(5L);
          }
        });
    assertThat(pages.getRows()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aShortPageInTheMiddleIsNotTheEnd() {
    pages.take(List.of(1L, 2L, 3L));
    pages.take(List.of(3L, 4L));
    assertThat(pages.isMore()).isTrue();
    pages.take(List.of(4L, 5L, 6L));
    pages.take(List.of(6L));
    assertThat(pages.isMore()).isFalse();
    assertThat(pages.getRows()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aListThatAlwaysMovesFailsWithItsName() {
    fill(30);
    assertThatThrownBy(() -> readAll(page -> server.remove(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bexio-list-things")
        .hasMessageContaining("3 readings");
  }

  private void fill(int rows) {
    LongStream.rangeClosed(1, rows).forEach(server::add);
  }

  private void readAll(IntConsumer beforePage) {
    while (pages.isMore()) {
      read++;
      assertThat(read).as("an end").isLessThan(MOST_PAGES);
      beforePage.accept(read);
      int offset = Integer.parseInt(pages.getQuery().replaceAll(".*offset=", ""));
      pages.take(
          List.copyOf(
              server.subList(
                  Math.min(offset, server.size()), Math.min(offset + CAP, server.size()))));
    }
  }
}
