/// The objects of OCPI 2.2.1 (with the corrections of its later editions), read strictly and written back.
///
/// Reading demands the required fields, types and lengths, and lets unknown fields pass. Enumerations the hub
/// decides by are closed; the ones it only passes on (connector types, capabilities, versions) stay text.
/// `json` writes what these types know; a partner's own bytes are what the hub stores and forwards.
public enum V221 {}
