#pragma once

#include "client/core/views.h"
#include "client/ui/widgets/ecogram_layout.h"

#include <QWidget>

namespace voordeur::client::ui {

/// The picture "Wie is erbij?": who helps this family, and who leads.
///
/// Never takes the focus: the list beside it is the control. Its accessible name is one generated
/// sentence. Colours repeat the life domain, words and line styles say the same. Thread: GUI.
class EcogramView : public QWidget {
    Q_OBJECT

public:
    explicit EcogramView(QWidget* parent = nullptr);

    /// `domains`: labels in the order of the policy, which gives each its colour.
    void present(const core::HouseholdView& household,
                 const std::vector<core::LifeDomain>& domains);
    void clear();
    /// Marks the helper of that index in the household's list; -1 for none.
    void setChosen(int helper);
    /// What the picture says, in one go.
    [[nodiscard]] QString sentence() const { return accessibleName(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    /// A circle was clicked; the index as in the household's list.
    void picked(int helper);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Node {
        QString title;    // wrapped at 18 characters
        QString word;     // on the line
        int helper = -1;  // index in the household's list; -1: the empty slot
        int domain = -1;
        EcogramLine line = EcogramLine::Involved;
        bool lead = false;
        bool ended = false;
    };

    void replan();
    [[nodiscard]] double scale() const;
    [[nodiscard]] QPointF origin() const;
    void paintLine(QPainter& painter, const Node& node, const EcogramPlace& place) const;
    void paintNode(QPainter& painter, const Node& node, const EcogramPlace& place) const;
    void paintMiddle(QPainter& painter) const;
    [[nodiscard]] double paintLegend(QPainter* painter, const QRectF& area) const;

    QString m_family;
    QString m_members;
    std::vector<Node> m_nodes;
    EcogramPlan m_plan;
    int m_chosen = -1;
};

/// `name` broken into lines of at most `characters`, at blanks where possible; at most three lines.
QString wrappedName(const QString& name, int characters);

}  // namespace voordeur::client::ui
