package dev.tapedeck.web.api;

import dev.tapedeck.resilience.PolicyProblem;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of the list of policies.
 *
 * @param hasMore whether there is a next part
 */
record PoliciesView(
        List<PolicyView> data,
        boolean hasMore,
        Optional<String> next,

        @Schema(description = "What isn't used of the policies that were given, whichever part of the list this is.")
        List<PolicyProblemView> problems)
        implements PartOfList {
    static PoliciesView of(PageView<PolicyView> page, List<PolicyProblem> problems) {
        return new PoliciesView(
                page.data(),
                page.hasMore(),
                page.next(),
                problems.stream().map(PolicyProblemView::of).toList());
    }
}
