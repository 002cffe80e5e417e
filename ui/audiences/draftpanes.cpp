// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/draftpanes.h"

#include "models/audiences/audiencefile.h"
#include "models/audiences/criteriatree.h"
#include "models/audiences/jsonlogic.h"
#include "models/rules/criteria/criteriarules.h"
#include "models/text/criteriafindingtext.h"
#include "models/text/criteriasentence.h"
#include "models/text/criteriawords.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/audiences/criteriapanes.h"
#include "ui/audiences/jsonfile.h"
#include "ui/common/prompts.h"

#include <QEvent>
#include <QPointer>
#include <QTimer>
#include <chrono>

namespace muster {

namespace {

// Letters that are typed into one field are shown in the other views together.
constexpr std::chrono::milliseconds followPause{30};

Tone toneOf(CriteriaFinding::Severity severity)
{
    switch (severity) {
    case CriteriaFinding::Severity::Error:
        return Tone::Bad;
    case CriteriaFinding::Severity::Warning:
        return Tone::Warn;
    case CriteriaFinding::Severity::Remark:
        return Tone::Info;
    }
    Q_UNREACHABLE();
}

QString iconOf(CriteriaFinding::Severity severity)
{
    switch (severity) {
    case CriteriaFinding::Severity::Error:
        return QStringLiteral("circle-x");
    case CriteriaFinding::Severity::Warning:
        return QStringLiteral("triangle-alert");
    case CriteriaFinding::Severity::Remark:
        return QStringLiteral("info");
    }
    Q_UNREACHABLE();
}

} // namespace

DraftPanes::DraftPanes(AudienceEditor &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_pause(new QTimer(this))
    , m_file(new JsonFile(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(followPause);
    connect(m_pause, &QTimer::timeout, this, &DraftPanes::follow);
    connect(&editor.work(), &AudienceWork::changed, m_pause, qOverload<>(&QTimer::start));
    joinJson();
    editor.words()->installEventFilter(this);
    editor.json()->installEventFilter(this);
    follow();
}

bool DraftPanes::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show)
        follow(); // what changed while nobody looked
    return QObject::eventFilter(watched, event);
}

void DraftPanes::joinJson()
{
    CriteriaJsonPane *json = m_editor.json();
    connect(json, &CriteriaJsonPane::typed, this, &DraftPanes::takeJson);
    connect(json, &CriteriaJsonPane::importAsked, this, &DraftPanes::importFile);
    connect(json, &CriteriaJsonPane::exportAsked, this, &DraftPanes::exportFile);
    connect(m_file, &JsonFile::wasRead, this, &DraftPanes::takeImported);
    connect(m_file, &JsonFile::failed, json,
            [json](const ApiError &error) { json->showMessage(errorSentence(error)); });
    connect(m_file, &JsonFile::written, json, [json](const QString &file) {
        json->showMessage(tr("Criteria saved to %1.").arg(visibleText(file, 300)));
    });
}

void DraftPanes::follow()
{
    if (m_editor.words()->isVisible())
        showWords();
    if (m_editor.json()->isVisible() || m_editor.json()->isDirty())
        showJson();
    showFindings();
}

void DraftPanes::setFields(const CriteriaFields &fields)
{
    m_editor.canvas()->setFields(fields);
    m_pause->start();
}

void DraftPanes::showWords()
{
    const CriteriaTreeModel &model = m_editor.work().tree();
    const CriteriaGroup sent = model.tree().toGroup();
    if (sent.members.empty()) {
        m_editor.words()->setSentence(tr("No conditions yet."), {});
        return;
    }
    const CriteriaSentence sentence = criteriaSentence(sent, model.fields());
    const SentPlaces places(model.tree());
    QList<SentencePart> parts;
    for (const SentenceRange &range : sentence.ranges)
        parts << SentencePart{range.start, range.length, places.node(range.path)};
    m_editor.words()->setSentence(sentence.text, parts);
}

void DraftPanes::showJson()
{
    const QByteArray json = criteriaText(m_editor.work().tree().tree().toGroup());
    if (m_takingJson)
        m_editor.json()->accept(json);
    else
        m_editor.json()->setJson(json);
}

DraftPanes::Findings DraftPanes::findings() const
{
    const AudienceWork &work = m_editor.work();
    const CriteriaFields &fields = work.tree().fields();
    const AudienceDefinition definition = work.definition();
    const SentPlaces places(work.tree().tree());
    Findings findings;
    QList<CriteriaLine> errors;
    for (const CriteriaFinding &finding : judgeAudience(definition, work.audienceId(), fields)) {
        const CriteriaFinding::Severity severity = severityOf(finding.code);
        const bool isCriteria = finding.part == CriteriaFinding::Part::Criteria;
        (severity == CriteriaFinding::Severity::Error ? errors : findings.lines)
            << CriteriaLine{.word = severityText(severity),
                            .tone = toneOf(severity),
                            .icon = iconOf(severity),
                            .text = criteriaFindingText(finding, definition.criteria, fields),
                            .aside = isCriteria ? criteriaPlaceText(definition.criteria, finding.path) : tr("Details"),
                            .node = isCriteria ? places.node(finding.path) : noCriteriaNode};
    }
    findings.errors = int(errors.size());
    findings.lines = errors + findings.lines;
    return findings;
}

void DraftPanes::showFindings()
{
    const Findings now = findings();
    QHash<CriteriaNodeId, CriteriaRemark> remarks;
    for (const CriteriaLine &line : now.lines) {
        if (line.node != noCriteriaNode && !remarks.contains(line.node))
            remarks.insert(line.node, {line.text, line.tone});
    }
    m_editor.canvas()->setRemarks(remarks);
    m_editor.problems()->setLines(now.lines, tr("No problems found."));
    const auto warnings = int(std::ranges::count(now.lines, Tone::Warn, &CriteriaLine::tone));
    m_editor.setProblemCount(now.errors, warnings, int(now.lines.size()) - now.errors - warnings);
}

void DraftPanes::takeJson(const QByteArray &json)
{
    const AudienceRead<CriteriaGroup> read = readCriteriaText(json);
    if (!read) {
        m_editor.json()->showFault(criteriaFaultText(read.error()), read.error().offset);
        return;
    }
    m_takingJson = true;
    if (const auto refusal = m_editor.work().replaceCriteria(*read))
        m_editor.json()->showFault(criteriaRefusalText(*refusal, m_editor.work().tree().tree()), -1);
    else
        showJson();
    m_takingJson = false;
}

void DraftPanes::importFile()
{
    askWhatToOpen(&m_editor, tr("Import criteria"), {tr("JSON files (*.json)"), tr("All files (*)")}, this,
                  [this](const QString &file) { m_file->read(file); });
}

void DraftPanes::takeImported(const QByteArray &text)
{
    const AudienceRead<AudienceFile> file = readAudienceFile(text);
    const AudienceRead<CriteriaGroup> criteria
        = file ? AudienceRead<CriteriaGroup>(file->definition.criteria) : readJsonLogic(text);
    if (!criteria) {
        m_editor.json()->showMessage(tr("Nothing was imported. As server JSON: %1 As JsonLogic: %2")
                                         .arg(criteriaFaultText(file.error()), criteriaFaultText(criteria.error())));
        return;
    }
    if (const auto refusal = m_editor.work().replaceCriteria(*criteria))
        m_editor.json()->showMessage(criteriaRefusalText(*refusal, m_editor.work().tree().tree()));
}

void DraftPanes::exportFile(bool asLogic)
{
    const CriteriaGroup criteria = m_editor.work().tree().tree().toGroup();
    const QByteArray text = asLogic ? writeJsonLogic(criteria) : criteriaText(criteria);
    askWhereToSave(&m_editor, tr("Save criteria as"), tr("criteria.json"),
                   {tr("JSON files (*.json)"), tr("All files (*)")},
                   [self = QPointer(this), text](const QString &file, bool replace) {
                       if (self)
                           self->m_file->write(file, text, replace);
                   });
}

} // namespace muster
