#include "client/core/import/import_report.h"

namespace voordeur::client::core {

std::string_view nameOf(ImportFinding finding) {
    switch (finding) {
        case ImportFinding::LeadMissing:
            return "LeadMissing";
        case ImportFinding::LeadUnknown:
            return "LeadUnknown";
        case ImportFinding::LeadSeveral:
            return "LeadSeveral";
        case ImportFinding::LeadCannotReceive:
            return "LeadCannotReceive";
        case ImportFinding::NothingAllowed:
            return "NothingAllowed";
        case ImportFinding::TooManyRecords:
            return "TooManyRecords";
        case ImportFinding::TooManyIdentifiers:
            return "TooManyIdentifiers";
        case ImportFinding::RefusedByServer:
            return "RefusedByServer";
        case ImportFinding::OtherUnderNumber:
            return "OtherUnderNumber";
        case ImportFinding::StillRunning:
            return "StillRunning";
        case ImportFinding::Lapsed:
            return "Lapsed";
    }
    return {};
}

bool isRefusal(ImportFinding finding) {
    switch (finding) {
        case ImportFinding::OtherUnderNumber:
        case ImportFinding::StillRunning:
        case ImportFinding::Lapsed:
            return false;
        case ImportFinding::LeadMissing:
        case ImportFinding::LeadUnknown:
        case ImportFinding::LeadSeveral:
        case ImportFinding::LeadCannotReceive:
        case ImportFinding::NothingAllowed:
        case ImportFinding::TooManyRecords:
        case ImportFinding::TooManyIdentifiers:
        case ImportFinding::RefusedByServer:
            return true;
    }
    return true;
}

std::string_view nameOf(ActResult result) {
    switch (result) {
        case ActResult::Done:
            return "done";
        case ActResult::AlreadyThere:
            return "alreadyThere";
        case ActResult::Refused:
            return "refused";
        case ActResult::NotDone:
            return "notDone";
    }
    return {};
}

}  // namespace voordeur::client::core
