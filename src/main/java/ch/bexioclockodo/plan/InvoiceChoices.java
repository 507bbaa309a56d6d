package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Account;
import ch.bexioclockodo.bexio.BankAccount;
import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.DocumentSetting;
import ch.bexioclockodo.bexio.SalesTax;
import ch.bexioclockodo.bexio.Unit;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses what bexio wants to know of a draft: what is set must be there; what is not set is taken
 * from bexio where it is unmistakable. A choice that cannot be made throws, with what there is.
 */
public final class InvoiceChoices {

  /** The income account for services in the Swiss chart of accounts. */
  private static final String SERVICE_INCOME = "3400";

  private static final Set<String> HOURS =
      Set.of("h", "std", "std.", "stunde", "stunden", "heure", "heures", "ora", "ore", "hours");

  private static final String NO_TAX = "none";
  private static final String ACCOUNT = "export.draft-account";

  private InvoiceChoices() {}

  /** A setting without a value that bexio knows; its message names what there is. */
  public static final class Undecided extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final String key;
    private final String set;

    private Undecided(String why, String key, String set, String message) {
      super(message);
      this.why = why;
      this.key = key;
      this.set = set;
    }

    /** {@code undecided} without a value, {@code unknown} or {@code withheld} with one. */
    public String why() {
      return why;
    }

    /** What is set, which may be nothing. */
    public String set() {
      return set;
    }

    /** The setting, without its prefix. */
    public String key() {
      return key;
    }
  }

  /** The tax that is set, or the one with the highest rate; null where none is charged. */
  public static SalesTax tax(String set, List<SalesTax> taxes) throws Undecided {
    String key = "export.draft-tax";
    if (set.equals(NO_TAX)) {
      return null;
    }
    if (!set.isEmpty()) {
      return byId(key, set, taxes, SalesTax::id, InvoiceChoices::describe);
    }
    BigDecimal highest =
        taxes.stream().map(SalesTax::value).max(Comparator.naturalOrder()).orElse(null);
    List<SalesTax> best =
        taxes.stream().filter(tax -> tax.value().compareTo(highest) == 0).toList();
    return only(key, best, taxes, InvoiceChoices::describe);
  }

  /** The account that is set, by id or number, or the usual one for services. */
  public static Account account(String set, List<Account> accounts) throws Undecided {
    String key = ACCOUNT;
    List<Account> open = accounts.stream().filter(Account::takesIncome).toList();
    String number = set.isEmpty() ? SERVICE_INCOME : set;
    List<Account> meant = open.stream().filter(account -> number.equals(account.number())).toList();
    if (meant.isEmpty() && !set.isEmpty()) {
      return byId(key, set, open, Account::id, InvoiceChoices::describe);
    }
    return only(key, meant, open, InvoiceChoices::describe);
  }

  /**
   * The account that is set by its id, where bexio shows no account that it could be held against.
   */
  public static int unverifiedAccount(String set) throws Undecided {
    try {
      return Integer.parseInt(set);
    } catch (NumberFormatException noId) {
      throw new Undecided("withheld", ACCOUNT, set, "");
    }
  }

  /** Whoever is set to write the drafts, among those whom bexio lists. */
  public static BexioUser user(int set, List<BexioUser> users) throws Undecided {
    return byId(
        "export.draft-user", String.valueOf(set), users, BexioUser::id, InvoiceChoices::describe);
  }

  /** The unit that is set, or the one that is called an hour; null when there is none. */
  public static Unit unit(String set, List<Unit> units) throws Undecided {
    String key = "export.draft-unit";
    if (!set.isEmpty()) {
      return byId(key, set, units, Unit::id, InvoiceChoices::describe);
    }
    return units.stream()
        .filter(unit -> unit.name() != null)
        .filter(unit -> HOURS.contains(unit.name().strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  /** The account with this id; null when none is meant. */
  public static BankAccount bankAccount(Integer id, List<BankAccount> accounts) throws Undecided {
    return id == null
        ? null
        : byId(
            "export.draft-bank-account",
            String.valueOf(id),
            accounts,
            BankAccount::id,
            InvoiceChoices::describe);
  }

  /** The settings of invoices among those of all documents. */
  public static DocumentSetting ofInvoices(List<DocumentSetting> settings) {
    return settings.stream()
        .filter(DocumentSetting::ofInvoices)
        .findFirst()
        .orElse(new DocumentSetting("KbInvoice", null, null));
  }

  public static String describe(SalesTax tax) {
    return told(tax.id(), tax.name() == null ? tax.code() : tax.name());
  }

  public static String describe(Account account) {
    return told(account.id(), account.number(), account.name());
  }

  public static String describe(BexioUser user) {
    return told(user.id(), user.name());
  }

  public static String describe(Unit unit) {
    return told(unit.id(), unit.name());
  }

  public static String describe(BankAccount account) {
    return told(account.id(), account.name(), account.iban());
  }

  /** What bexio calls it after its id, as far as it calls it anything. */
  private static String told(int id, String... names) {
    return Stream.concat(Stream.of(String.valueOf(id)), Stream.of(names))
        .filter(name -> name != null && !name.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static <T> T byId(
      String key, String set, List<T> there, ToIntFunction<T> id, Function<T, String> describe)
      throws Undecided {
    for (T one : there) {
      if (set.equals(String.valueOf(id.applyAsInt(one)))) {
        return one;
      }
    }
    throw new Undecided("unknown", key, set, all(there, describe));
  }

  private static <T> T only(String key, List<T> meant, List<T> there, Function<T, String> describe)
      throws Undecided {
    if (meant.size() == 1) {
      return meant.get(0);
    }
    throw new Undecided("undecided", key, "", all(there, describe));
  }

  private static <T> String all(List<T> there, Function<T, String> describe) {
    return there.isEmpty() ? "–" : there.stream().map(describe).collect(Collectors.joining(", "));
  }
}
