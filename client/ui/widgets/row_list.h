#pragma once

#include <QTreeView>

#include <vector>

namespace voordeur::client::ui {

/// A flat list with columns, safe for screen readers: always a current row before it can get the
/// focus, no decoration that is read aloud, Tab leaves it.
///
/// Where the columns do not fit, only the first is shown, with its kSubtitleRole as a second line.
/// Click or Enter opens a row. Thread: GUI.
class RowList : public QTreeView {
    Q_OBJECT

public:
    explicit RowList(const QString& name, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Shares of the width per column, and the least width in average characters at which columns
    /// are shown at all.
    void setColumns(std::vector<int> shares, int charactersMin);
    /// A list that only shows: a click selects and opens nothing.
    void setReadOnly();
    /// Grows with its rows instead of scrolling, up to `rowsMax`.
    void setFitRows(int rowsMax);
    [[nodiscard]] bool compact() const { return m_compact; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened(const QModelIndex& index);
    void currentRowChanged();

protected:
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void ensureCurrent();
    void arrange();

    std::vector<int> m_shares;
    int m_charactersMin = 0;
    int m_fitRows = 0;
    bool m_compact = false;
    bool m_readOnly = false;
};

}  // namespace voordeur::client::ui
