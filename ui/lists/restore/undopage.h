// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/undovaluesmodel.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/enrich/undo/enrichundocheckrun.h"
#include "network/wire/apierror.h"
#include "ui/common/forward.h"
#include "ui/lists/listconfirmpage.h"

#include <QWidget>

namespace muster {

/// What an undo does, value by value: to be searched, and contact by contact to be left out.
class UndoValuesPane : public QWidget
{
    Q_OBJECT

public:
    explicit UndoValuesPane(QWidget *parent = nullptr);
    void showReading();
    void showPreview(const SharedUndoPreview &preview); ///< ready() follows.
    void showError(const ApiError &error);
    [[nodiscard]] const UndoValuesModel &values() const { return *m_values; }

Q_SIGNALS:
    void ready(); ///< Counts of the whole are there.
    void choiceChanged();
    void retryAsked();

private:
    QWidget *buildTools();
    QWidget *buildTable();
    void filter();
    void fillShown();
    void showView();

    UndoValuesModel *m_values = nullptr;
    QComboBox *m_shown = nullptr;
    QLineEdit *m_search = nullptr;
    QTimer *m_typing = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_none = nullptr;
    PlainLabel *m_cut = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_panel = nullptr;
    bool m_isReady = false; ///< Of the preview that is shown.
};

/// "Undo this enrichment": what comes back, what has changed since and is left alone, what cannot come back, value by
/// value; which contacts are left out; then one confirmation, for many contacts with their number typed (F111).
class UndoPage : public ListConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#undo-an-enrichment")

public:
    explicit UndoPage(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    /// The backup is being compared with its list.
    void showReading(const BackupInfo &backup);
    void showPreview(const SharedUndoPreview &preview) { m_values->showPreview(preview); } ///< Shortly after.
    void showError(const ApiError &error); ///< In place of the preview.
    using ListConfirmPage::dialConsent;
    void showMessage(const QString &sentence); ///< What became of a saved list.
    [[nodiscard]] const BackupInfo &backup() const { return m_backup; }

Q_SIGNALS:
    void retryAsked();
    /// `contacts`: how many were shown to get something back.
    void confirmed(const muster::UndoChoice &choice, qint64 contacts);
    /// What does not come back, as CSV.
    void saveAsked(const muster::SharedUndoPreview &preview, const std::vector<bool> &leftOut);

private:
    QWidget *buildScope();
    QWidget *buildFoot();
    void showCounts();
    void showButtons() override;
    [[nodiscard]] QString whyNot() const; ///< Empty: it may be done.

    BackupInfo m_backup;
    QString m_message;
    UndoValuesPane *m_values = nullptr;
    PlainLabel *m_scope = nullptr;
    PlainLabel *m_left = nullptr;
    QLabel *m_countLabel = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace muster
