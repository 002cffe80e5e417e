// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/tenantsession.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class ExportForm;
class ExportPresetBar;
class RecordPreviewModel;
struct ExportPreset;

/// The second side of the export sheet: every check with its result, the order in one sentence, the first page.
class ExportPreviewPane : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPreviewPane(QWidget *parent = nullptr);
    void showWaiting();
    void showPreview(const ExportPreview &preview);
    void showError(const ApiError &error);

Q_SIGNALS:
    void retryAsked();

private:
    void showChecks(const QList<ExportCheck> &checks);

    QStackedWidget *m_stack = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_checkBox = nullptr;
    QVBoxLayout *m_checkLines = nullptr;
    PlainLabel *m_orderText = nullptr;
    PlainLabel *m_previewTitle = nullptr;
    RecordPreviewModel *m_rows = nullptr;
    DataTable *m_table = nullptr;
    ErrorPanel *m_pageError = nullptr;
};

/// The sheet over the details side: first what to export, then the checks and the first page, then the one button that
/// names the act. Confirming freezes the order.
class ExportSheet : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "segments#choose-what-is-exported")

public:
    explicit ExportSheet(QWidget *parent = nullptr);
    void start(const ConnectionProfile &profile, const SegmentSummary &segment, const SegmentDefinition &definition,
               const QDateTime &now, const QString &folder, TextProfile textProfile);
    void take(const ExportOrder &order); ///< See ExportForm::take().
    void showPreview(const ExportPreview &preview);
    void showPreviewError(const ApiError &error);
    void showStartError(const ApiError &error) { showPreviewError(error); }
    [[nodiscard]] ExportOrder order() const;
    [[nodiscard]] ExportPresetBar *presets() const { return m_presets; }

Q_SIGNALS:
    void previewAsked(const muster::ExportOrder &order);
    void confirmed(const muster::FrozenExportOrder &order);
    void closed();
    void replaceKeyAsked(); ///< Of the pseudonyms.
    void presetSaveAsked(const muster::ExportPreset &preset); ///< Made of what is entered.

protected:
    /// Return does what the button with the focus says, else what the sheet is at; Ctrl+Return always the latter.
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Side { Form, Preview };
    void showSide(Side side);
    void showButtons();
    void usePreset(const ExportPreset &preset);
    void askPreview();
    void confirm();
    void back();

    ConnectionProfile m_profile;
    SegmentSummary m_segment;
    SegmentDefinition m_definition;
    ExportOrder m_checked; ///< As judged; what is confirmed is exactly this.
    bool m_allowed = false;
    Side m_side = Side::Form;

    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    QStackedWidget *m_stack = nullptr;
    ExportPresetBar *m_presets = nullptr;
    ExportForm *m_form = nullptr;
    ExportPreviewPane *m_preview = nullptr;
    PlainLabel *m_hint = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_primary = nullptr;
};

} // namespace muster
