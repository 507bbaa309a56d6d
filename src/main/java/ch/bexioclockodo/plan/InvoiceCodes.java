package ch.bexioclockodo.plan;

import java.math.BigDecimal;

/**
 * What bexio wants to know of each draft and position, by its own ids: set, or read from bexio.
 *
 * @param user who writes the draft
 * @param unit what hours are counted in; null for nothing
 * @param account the income account
 * @param tax the sales tax; null for a company that charges none
 * @param taxPercent of that tax; 0 without one
 * @param bankAccount where it is paid to; null for bexio's own choice
 * @param quantityDecimals how many decimals a quantity may have
 */
public record InvoiceCodes(
    int user,
    Integer unit,
    int account,
    Integer tax,
    BigDecimal taxPercent,
    Integer bankAccount,
    int quantityDecimals) {}
