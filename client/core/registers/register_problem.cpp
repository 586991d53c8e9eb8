#include "client/core/registers/register_problem.h"

namespace voordeur::client::core::registers {

using crypto::Reason;

std::string_view nameOf(FileFault fault) {
    switch (fault) {
        case FileFault::TooLarge:
            return "TooLarge";
        case FileFault::Empty:
            return "Empty";
        case FileFault::NotText:
            return "NotText";
        case FileFault::EncodingBroken:
            return "EncodingBroken";
        case FileFault::QuoteOpen:
            return "QuoteOpen";
        case FileFault::RowTooLong:
            return "RowTooLong";
        case FileFault::TooManyFields:
            return "TooManyFields";
        case FileFault::TooManyRows:
            return "TooManyRows";
        case FileFault::ColumnMissing:
            return "ColumnMissing";
        case FileFault::ColumnTwice:
            return "ColumnTwice";
        case FileFault::ColumnForbidden:
            return "ColumnForbidden";
    }
    return {};
}

Reason reasonOf(FileFault fault) {
    switch (fault) {
        case FileFault::TooLarge:
        case FileFault::RowTooLong:
        case FileFault::TooManyFields:
        case FileFault::TooManyRows:
            return Reason::MessageTooLarge;
        case FileFault::Empty:
        case FileFault::QuoteOpen:
        case FileFault::ColumnMissing:
        case FileFault::ColumnTwice:
            return Reason::Malformed;
        case FileFault::NotText:
        case FileFault::EncodingBroken:
            return Reason::TextNotUtf8;
        case FileFault::ColumnForbidden:
            return Reason::KindForbidden;
    }
    return Reason::Malformed;
}

std::string_view nameOf(Severity severity) {
    switch (severity) {
        case Severity::Refused:
            return "refused";
        case Severity::Skipped:
            return "skipped";
        case Severity::Notice:
            return "notice";
    }
    return {};
}

std::string_view nameOf(Finding finding) {
    switch (finding) {
        case Finding::WrongFieldCount:
            return "WrongFieldCount";
        case Finding::QuoteMisplaced:
            return "QuoteMisplaced";
        case Finding::MissingValue:
            return "MissingValue";
        case Finding::WrongValue:
            return "WrongValue";
        case Finding::NothingToIdentify:
            return "NothingToIdentify";
        case Finding::NoAdult:
            return "NoAdult";
        case Finding::HouseholdTooLarge:
            return "HouseholdTooLarge";
        case Finding::OnlyArrears:
            return "OnlyArrears";
        case Finding::Ended:
            return "Ended";
        case Finding::NameUnreadable:
            return "NameUnreadable";
        case Finding::Repeated:
            return "Repeated";
        case Finding::HouseholdTwice:
            return "HouseholdTwice";
        case Finding::HouseholdMaybeTwice:
            return "HouseholdMaybeTwice";
        case Finding::DiffersInHousehold:
            return "DiffersInHousehold";
        case Finding::DomainLeftOut:
            return "DomainLeftOut";
        case Finding::DistrictLeftOut:
            return "DistrictLeftOut";
        case Finding::BornAfterStart:
            return "BornAfterStart";
    }
    return {};
}

}  // namespace voordeur::client::core::registers
