// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "ui/common/celldelegate.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class ContactTableModel;

/// Cells of a contact table: what a fix takes away is struck through, what it adds underlined; a pin where a person
/// decided.
class ContactDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The contacts with what would become of each: search, "only changes", columns, and the decision of a person over the
/// selected ones. Asks; the workbench acts.
class ContactsPane : public QWidget
{
    Q_OBJECT

public:
    /// `model` outlives the pane.
    explicit ContactsPane(ContactTableModel *model, QWidget *parent = nullptr);
    void setFilter(const ContactFilter &filter); ///< Tells nothing.
    void showLoading();
    void showError(const ApiError &error); ///< In place of the table; nothing was read.
    void showShown(qint64 shown, qint64 all);
    void showDecisionError(const QString &sentence); ///< Empty: none.
    [[nodiscard]] QList<QPair<int, int>> selectedRanges() const; ///< First and last row of each.
    [[nodiscard]] qint64 selectedCount() const;
    [[nodiscard]] DataTable *table() const { return m_table; }

Q_SIGNALS:
    void filterAsked(const muster::ContactFilter &filter);
    void selectionMoved();
    void detailsAsked(); ///< Enter or a double click on a contact.
    void decided(std::optional<muster::ListVerdict> verdict, const QString &note);
    void retryAsked();
    void leaveAsked(); ///< There is nothing here.

private:
    QWidget *buildFoot();
    QWidget *buildDecision();
    void showDecision();

    ContactTableModel *const m_model;
    ContactFilter m_filter;
    bool m_filling = false;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    QCheckBox *m_onlyChanges = nullptr;
    QLineEdit *m_search = nullptr;
    QTimer *m_typing = nullptr;
    PlainLabel *m_shown = nullptr;
    PlainLabel *m_selected = nullptr;
    PlainLabel *m_decisionError = nullptr;
    QLineEdit *m_note = nullptr;
    MenuButton *m_decide = nullptr;
};

} // namespace muster
