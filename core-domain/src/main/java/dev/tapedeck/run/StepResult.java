package dev.tapedeck.run;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import java.time.Duration;
import java.util.Optional;

/**
 * How a step of a playbook ended.
 *
 * @param number from 1
 * @param attempts how often its action was carried out; 0 in a dry run
 * @param recovered whether it is good only because a model mended it
 * @param result what it made, shortened
 * @param message the step's own words for people, if it failed
 * @param cause why it failed; sanitised
 * @param recoveryError why the recovery failed too, if one was tried
 * @param tokens those of its recovery among them
 */
public record StepResult(
        int number,
        String name,
        String description,
        boolean success,
        int attempts,
        boolean recovered,
        Optional<String> result,
        Optional<String> message,
        Optional<String> cause,
        Optional<String> recoveryError,
        Tokens tokens,
        Money cost,
        Duration duration) {}
