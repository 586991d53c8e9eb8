"""The grammar tables of docs/protocol.md §4, one row a field, in their order.

Kinds: the primitives of §2 (u8 … u64, flag, text, bytes, fixedN), "list K", "option K", "each K" (a
fixed number, without a count), "sized K" (as bytes), "const HEX", or another table's name.
"""

HEAD = [("size", "u64"), ("root", "fixed32")]

GRAMMARS = {
    "LogHead": HEAD,
    # -- policy and directory
    "RootPolicy": [
        (None, "const 01"), ("version", "u32"), ("municipality", "text"), ("logKey", "fixed32"),
        ("oprfKeys", "each fixed32"), ("serverCa", "fixed32"), ("deviceCa", "fixed32"),
        ("suite", "u8"), ("founders", "list fixed32"), ("threshold", "u8"),
        ("quotas", "list QuotaRule"), ("bulkMax", "u32"), ("bases", "list LegalBasis"),
        ("purposes", "list Purpose"), ("lifeDomains", "list LifeDomain"),
        ("retention", "list RetentionRule"), ("showAgencies", "flag"), ("nonce", "fixed32")],
    "QuotaRule": [("scope", "u8"), ("window", "u8"), ("kind", "u8"), ("max", "u32")],
    "LegalBasis": [("code", "u16"), ("label", "text"), ("source", "text")],
    "Purpose": [("code", "u16"), ("basis", "u16"), ("labelNl", "text"), ("labelEn", "text")],
    "LifeDomain": [("code", "u16"), ("labelNl", "text"), ("labelEn", "text")],
    "RetentionRule": [
        ("code", "u16"), ("years", "u16"), ("countedFrom", "text"), ("source", "text")],
    "Change1": [
        ("id", "fixed16"), ("name", "text"), ("kinds", "u8"), ("purposes", "list u16"),
        ("lifeDomain", "u16"), ("phone", "text")],
    "Change2": [("id", "fixed16"), ("agency", "fixed16"), ("name", "text"), ("flags", "u8")],
    "Change3": [
        ("id", "fixed16"), ("agency", "fixed16"), ("name", "text"), ("phone", "text"),
        ("mail", "text"), ("hours", "text")],
    "Change4": [("person", "fixed16"), ("team", "fixed16"), ("role", "u8"), ("active", "flag")],
    "Change5": [
        ("id", "fixed16"), ("person", "fixed16"), ("signKey", "fixed32"), ("sealKey", "fixed32"),
        ("tlsKey", "fixed32")],
    "Change6": [("team", "fixed16"), ("epoch", "u32"), ("key", "fixed32"), ("madeBy", "fixed16")],
    "Change7": [
        ("id", "fixed16"), ("person", "fixed16"), ("team", "fixed16"), ("expires", "u64"),
        ("tokenHash", "fixed32"), ("tlsKey", "fixed32")],
    "Change8": [("what", "u8"), ("id", "fixed16"), ("head", "u64")],
    "Change9": [("invitation", "fixed16"), ("device", "fixed16"), ("sealedHash", "fixed32")],
    "Change10": [("restored", "LogHead"), ("lost", "LogHead"), ("lastTime", "u64"),
                 ("restoredTime", "u64")],
    "Cosignature": [("device", "fixed16"), ("signature", "fixed64")],
    "DirectoryPayload": [
        ("changes", "list sized DirectoryChange"), ("cosignatures", "list Cosignature")],
    "FounderSignature": [("index", "u8"), ("signature", "fixed64")],
    "FoundPayload": [
        ("policy", "bytes"), ("signatures", "list FounderSignature"),
        ("changes", "list sized DirectoryChange")],
    "Enrolment": [
        ("invitation", "fixed16"), ("person", "fixed16"), ("signKey", "fixed32"),
        ("sealKey", "fixed32"), ("tlsKey", "fixed32"), ("teamKey", "option fixed32"),
        ("mac", "fixed32"), ("signature", "fixed64")],
    # -- sealed objects
    "EpochRecord": [
        ("household", "fixed16"), ("compartment", "fixed16"), ("epoch", "u32"),
        ("commitment", "fixed32"), ("wrappedHash", "fixed32"), ("recipients", "list fixed16")],
    "GrantHeader": [
        ("household", "fixed16"), ("compartment", "fixed16"), ("epoch", "u32"),
        ("team", "fixed16"), ("teamKeyEpoch", "u32"), ("granter", "fixed16"), ("rights", "u8"),
        ("basis", "u16"), ("notAfter", "u64"), ("commitment", "fixed32"), ("head", "LogHead")],
    "GrantBody": [("enc", "fixed32"), ("ct", "fixed48"), ("signature", "fixed64")],
    "GrantRef": [("header", "GrantHeader"), ("bodyHash", "fixed32")],
    "ManifestRow": [("record", "fixed16"), ("version", "u64"), ("envelopeHash", "fixed32")],
    "Rows": "list ManifestRow",
    "Manifest": [
        ("household", "fixed16"), ("compartment", "fixed16"), ("version", "u64"),
        ("epoch", "u32"), ("previous", "fixed32"), ("root", "fixed32"), ("delta", "Rows")],
    "Envelope": [
        (None, "const 5644524501"), ("household", "fixed16"), ("compartment", "fixed16"),
        ("epoch", "u32"), ("record", "fixed16"), ("version", "u64"), ("author", "fixed16"),
        ("commitment", "fixed32"), ("head", "LogHead"), ("padClass", "u8"), ("nonce", "fixed24"),
        ("ciphertext", "bytes"), ("signature", "fixed64")],
    "Target": [("targetKind", "u8"), ("id", "fixed16")],
    "IndexEntry": [
        ("kind", "u8"), ("epoch", "u32"), ("token", "fixed32"), ("target", "Target"),
        ("agency", "fixed16"), ("from", "u64"), ("until", "u64"), ("device", "fixed16"),
        ("signature", "fixed64")],
    # -- payloads
    "EvaluatePayload": [("kind", "u8"), ("blinded", "list fixed32")],
    "Citation": [("sequence", "u64"), ("index", "u32")],
    "TokenQuery": [
        ("kind", "u8"), ("epoch", "u32"), ("citation", "Citation"), ("tokenHash", "fixed32")],
    "CheckPayload": [("queries", "list TokenQuery")],
    "IndexRef": [("kind", "u8"), ("citation", "Citation"), ("entryHash", "fixed32")],
    "RegisterPayload": [
        ("involvement", "fixed16"), ("agency", "fixed16"), ("team", "fixed16"), ("from", "u64"),
        ("until", "u64"), ("sealedHash", "fixed32"), ("index", "list IndexRef")],
    "ChangeInvolvementPayload": [("involvement", "fixed16"), ("until", "u64")],
    "AnswerMatchPayload": [("involvement", "fixed16"), ("other", "Target"), ("same", "flag")],
    "ListInvolvementsPayload": [("after", "fixed16"), ("most", "u32")],
    "CommitPayload": [
        ("household", "fixed16"), ("epochs", "list EpochRecord"), ("grants", "list GrantRef"),
        ("manifests", "list Manifest")],
    "Offer": [("offer", "fixed16"), ("toPerson", "fixed16"), ("toTeam", "fixed16")],
    "IntakePayload": [
        ("commit", "sized CommitPayload"), ("index", "list IndexRef"), ("offer", "option Offer")],
    "GrantPayload": [("household", "fixed16"), ("grants", "list GrantRef")],
    "EndAccessPayload": [("household", "fixed16"), ("team", "fixed16")],
    "OfferPayload": [
        ("household", "fixed16"), ("offer", "Offer"), ("grants", "list GrantRef")],
    "OfferAnswerPayload": [("household", "fixed16"), ("offer", "fixed16")],
    "KnownState": [("household", "fixed16"), ("stateCount", "u64")],
    "OpenPayload": [("known", "list KnownState"), ("scope", "u8")],
    "ReadLogPayload": [("first", "u64"), ("count", "u32")],
    "QuotaPayload": [
        ("agency", "fixed16"), ("kind", "u8"), ("day", "u32"), ("max", "u32"),
        ("cosignatures", "list Cosignature")],
    "Share": [("device", "fixed16"), ("sealedHash", "fixed32")],
    "ShareTeamKeyPayload": [("team", "fixed16"), ("epoch", "u32"), ("shares", "list Share")],
    # -- answers
    "EvaluateAnswer": [("evaluated", "list fixed32"), ("proof", "fixed64")],
    "LeadFact": [
        ("person", "fixed16"), ("team", "fixed16"), ("since", "u64"), ("sequence", "u64")],
    "Hit": [
        ("query", "u32"), ("entryHash", "fixed32"), ("targetKind", "u8"),
        ("household", "option fixed16"), ("lead", "option LeadFact"),
        ("agency", "option fixed16")],
    "CheckAnswer": [("hits", "list Hit")],
    "Met": [
        ("target", "Target"), ("involvement", "fixed16"), ("agency", "fixed16"),
        ("team", "fixed16"), ("until", "u64"), ("certainty", "u8")],
    "MetAnswer": [("met", "list Met")],
    "OpenedCompartment": [("compartment", "fixed16"), ("etag", "fixed32"), ("rows", "Rows")],
    "OpenedHousehold": [
        ("household", "fixed16"), ("compartments", "list OpenedCompartment")],
    "OpenAnswer": [("households", "list OpenedHousehold")],
    "ListedInvolvement": [
        ("id", "fixed16"), ("from", "u64"), ("until", "u64"), ("sealedHash", "fixed32"),
        ("met", "list Met")],
    "ListInvolvementsAnswer": [("involvements", "list ListedInvolvement"), ("more", "flag")],
    # -- statement and log
    "Statement": [
        (None, "const 01"), ("device", "fixed16"), ("person", "fixed16"), ("team", "fixed16"),
        ("role", "u8"), ("method", "u16"), ("purpose", "u16"), ("basis", "u16"),
        ("emergency", "flag"), ("mode", "u8"), ("offlineTime", "u64"), ("requestId", "fixed16"),
        ("time", "u64"), ("head", "LogHead"), ("payloadHash", "fixed32"),
        ("detailHash", "fixed32"), ("households", "list fixed16")],
    "ChainHead": [("count", "u64"), ("head", "fixed32")],
    "Entry": [
        (None, "const 01"), ("sequence", "u64"), ("time", "u64"), ("type", "u8"),
        ("outcome", "u16"), ("rule", "u16"), ("statement", "bytes"), ("signature", "fixed64"),
        ("directory", "ChainHead"), ("householdCount", "u32"), ("headsHash", "fixed32"),
        ("answerHash", "fixed32"), ("repeated", "u32")],
    "HouseholdHeads": [("household", "fixed16"), ("all", "ChainHead"), ("state", "ChainHead")],
    "Heads": "list HouseholdHeads",
    "LogLine": [
        ("entry", "bytes"), ("payload", "bytes"), ("answer", "bytes"),
        ("attachments", "list bytes")],
}
