package dev.tapedeck.exchange;

/**
 * One request on its way through the stages.
 *
 * @param request what is asked
 * @param lane the task of the recorded program that asks
 */
public record Call(ProviderRequest request, Lane lane) {}
