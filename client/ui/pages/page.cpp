#include "client/ui/pages/page.h"

namespace voordeur::client::ui {

Page::Page(Services services, QWidget* parent) : QWidget(parent), m_services(services) {}

}  // namespace voordeur::client::ui
