#pragma once

#include <QFrame>

#include <cstdint>

class QVBoxLayout;

namespace voordeur::client::ui {

enum class CardKind : std::uint8_t { Plain, Quiet, Ok, Warning, Error };

/// A rounded surface that holds what belongs together. Tinted kinds always come with an icon and
/// words of their own; colour is never the only sign. Thread: GUI.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(CardKind kind = CardKind::Plain, QWidget* parent = nullptr);
    void setCardKind(CardKind kind);
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CardKind m_kind;
    QVBoxLayout* m_column;
};

}  // namespace voordeur::client::ui
