/** Runs: what an agent, a test or a playbook did, entry by entry. */
@NullMarked
package dev.tapedeck.run;

import org.jspecify.annotations.NullMarked;
