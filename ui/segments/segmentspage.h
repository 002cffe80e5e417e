// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/tenantsession.h"
#include "network/wire/segment.h"
#include "ui/common/forward.h"

#include <QWidget>
#include <chrono>

namespace muster {

class AttributesModel;
class ExportSheet;
class RecordPreviewModel;
class RelativeTimes;
class SegmentsModel;
struct ApiError;

/// The details side: the chosen segment, whether it can be exported and why not, its schema.
class SegmentDetails : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentDetails(QWidget *parent = nullptr);
    void setSegment(const SegmentSummary &segment, const QDateTime &now, std::chrono::seconds freshnessLimit);
    void setAge(const SegmentSummary &segment, const QDateTime &now, std::chrono::seconds freshnessLimit);
    void setDefinition(const SegmentDefinition &definition);
    void setError(const ApiError &error);
    void clear();

Q_SIGNALS:
    void exportAsked();
    void retryAsked();

private:
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_summary = nullptr;
    StatusBadge *m_badge = nullptr;
    PlainLabel *m_reason = nullptr;
    PlainLabel *m_schemaTitle = nullptr;
    AttributesModel *m_attributes = nullptr;
    DataTable *m_table = nullptr;
    ErrorPanel *m_error = nullptr;
    QPushButton *m_export = nullptr;
    QWidget *m_schema = nullptr;
    bool m_active = false;
};

/// All audience segments: table in the middle, details or the export sheet at the right, arriving rows of a running
/// export below the table. Holds values; tells by signals what the person wants.
class SegmentsPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "segments")

public:
    explicit SegmentsPage(QWidget *parent = nullptr);
    /// Another tenant: nothing of the one before stays, whatever their segments are called (F120).
    void setProfile(const ConnectionProfile &profile);
    void setNow(const QDateTime &now);
    void showLoading();
    void setSegments(const QList<SegmentSummary> &segments);
    void setLoadError(const ApiError &error);
    /// Makes it the current one; where the segments are not there yet, as soon as they are.
    void choose(const QString &segmentId);
    /// Opens the sheet with what that order says, as soon as its segment is there.
    void repeat(const ExportOrder &order);
    void setDefinition(const SegmentDefinition &definition);
    void setDefinitionError(const QString &segmentId, const ApiError &error);
    void setExportDefaults(const QString &folder, TextProfile textProfile);
    [[nodiscard]] TextProfile textProfile() const { return m_textProfile; } ///< What is remembered.
    [[nodiscard]] ExportSheet *sheet(); ///< Built when it is first wanted.
    [[nodiscard]] bool holdsWork() const; ///< Something that is gone when the page is built anew.
    [[nodiscard]] QString chosenId() const; ///< The segment; empty: none.
    [[nodiscard]] bool hasSheet() const { return m_sheet != nullptr; }
    void openSheet();
    void closeSheet();
    /// Shows the rows of a run as they arrive.
    void startLiveRows(const QString &title, const QStringList &attributes);
    void addLiveRows(const std::shared_ptr<const RecordPage> &page);
    void endLiveRows();

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void reloadAsked();
    void compareAsked(); ///< Two exported files.
    void definitionAsked(const QString &segmentId);
    void sheetOpened(const QString &segmentId, const QString &name);
    void sheetBuilt(muster::ExportSheet *sheet);

private:
    QWidget *buildTable(QWidget *parent);
    QWidget *buildLive(QWidget *parent);
    void selectionMoved();
    void openRepeated();
    void tellGone(const ExportOrder &order);
    void showTimes(const QDateTime &now);
    [[nodiscard]] const SegmentSummary *selected() const;

    ConnectionProfile m_profile;
    QDateTime m_now;
    RelativeTimes *m_times = nullptr;
    QString m_wanted; ///< Segment to be chosen once it is there.
    QString m_folder;
    TextProfile m_textProfile = TextProfile::Spreadsheets;
    std::optional<SegmentDefinition> m_definition;
    std::optional<ExportOrder> m_repeated; ///< Until its segment is there, or another one is chosen.

    SegmentsModel *m_segments = nullptr;
    IndexTable *m_table = nullptr;
    QSplitter *m_splitter = nullptr;
    QSplitter *m_leftSplitter = nullptr;
    QStackedWidget *m_side = nullptr;
    SegmentDetails *m_details = nullptr;
    ExportSheet *m_sheet = nullptr;
    QString m_liveName;
    QWidget *m_live = nullptr;
    PlainLabel *m_liveTitle = nullptr;
    PlainLabel *m_liveMore = nullptr;
    RecordPreviewModel *m_liveRows = nullptr;
};

} // namespace muster
