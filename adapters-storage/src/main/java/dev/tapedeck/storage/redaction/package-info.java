/**
 * The default redactor: known values, secret-named members and known shapes. It looks for literals first and matches
 * patterns, in linear time, only where one stands.
 */
@NullMarked
package dev.tapedeck.storage.redaction;

import org.jspecify.annotations.NullMarked;
