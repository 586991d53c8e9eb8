#include "tests/ui/window_fixture.h"

#include "tests/ui/texts.h"

namespace voordeur::tests::ui {

QStringList WindowFixture::texts() const {
    return textsOf(*window);
}

}  // namespace voordeur::tests::ui
