package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;

/** What came of an action. */
public sealed interface ActionResult {
    /** Whatever it used up, done or not. */
    Spent spent();

    record Done(Node value, Spent spent) implements ActionResult {
        public Done(Node value) {
            this(value, Spent.NOTHING);
        }
    }

    /**
     * @param message why, for people
     * @param passing whether the same may go well another time
     */
    record Failed(String message, boolean passing, Spent spent) implements ActionResult {
        public Failed(String message, boolean passing) {
            this(message, passing, Spent.NOTHING);
        }
    }
}
