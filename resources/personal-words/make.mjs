// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes words.txt; README.md says of what. Not part of the build.
//
//   npm pack @faker-js/faker@10.6.0 pelias-parser@4.1.0 stopwords-iso@1.1.0     and unpack each into FOLDER/NAME
//   apt-get download hunspell-{en-us,de-de,es,fr-comprehensive,pt-pt,it,nl}    and unpack them into FOLDER/hunspell
//   node make.mjs FOLDER > words.txt

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const languages = ['en', 'de', 'es', 'fr', 'pt', 'it', 'nl']; // the order of PersonalWords::Language
const dictionaries = { en: 'en_US', de: 'de_DE', es: 'es_ES', fr: 'fr', pt: 'pt_PT', it: 'it_IT', nl: 'nl' };
const given = 1, surname = 2, firstWordBit = 2, firstStopBit = 9; // of the flags, see PersonalWords

// In dictionaries for something that hardly anybody says, and common names.
const namesFirst = new Set(('abel ada adam alba alma amelia ana ander andrea anna antoine barbara bernard camille carla carlota '
    + 'carol cecilia charles charlotte chris clara claude claudia clemens colette colin daan daniela david debora derek diana '
    + 'doris edgar elena elisa emma enzo erik ernesto eva fatima fernando filippo francesca francois frederic fritz gabriel '
    + 'gemma george gilles giulio greta gretel guillaume hannah harry heidi helena henri henry hubert hugo ines isabella '
    + 'isabelle jacques jan jana jeanne jenny joan joao john jose joseph josh juan judy julia julie jules justine karen karl '
    + 'katharina kim laura lea lena leon lisa lola louis louise luc luca lucas lucia luis luisa lukas madeleine manuel marc '
    + 'maria mariana marie marina mario marta martha martin martina matteo maurice max mia michael michel michelle mickey '
    + 'miguel monica monika nancy nathan nicola nicolas nina noah oliver olivia oscar paco pablo paola patrick paul paula pedro '
    + 'peter petra philippe pierre quentin raquel renata renate ricardo robert roberto robin romain ronald rosemary sabrina '
    + 'samuel sandra sandro sarah sebastian silvia simon simone sofia sonia stefan stella stephan susan sylvia tamara teresa '
    + 'alexandra alice amadou amanda andre angelica angelique antonio ariana augusto aurelia axel bastian benedetto benjamin '
    + 'benny bernardo berta betty bram brandon brett bruno caroline casimir catarina celia chiara christian christie christine '
    + 'clarissa clemence colette cristiano damon dante delphine diane diego dieter dora duarte eduardo ellen enrique erica erin '
    + 'eugenia fabienne fabrice fabrizio fausto federico felipe fernanda francis francisca francisco frances franco gaetano '
    + 'gerald giacomo giada gianna gilbert gilda giordano giuliano graham hank hannes hans hector helen hendrik horst ida imelda '
    + 'inga inge isa jacqueline jane janet jasmine jean jeannette jerry jessica jill jimmy joe joel johannes johnny jonas '
    + 'jonathan jorge juliana julien julio kees kelly kelvin klaas koen lana laure leonard letizia lily linda lionel liza '
    + 'lotte louisa luigi madalena maggi marcel marcio mareike margarita marguerite marieke mario mary maureen mauro maxime '
    + 'melissa mike moira molly monique nastia nestor nick nora olivier orlando oskar paolo pascal pascoal pasquale phil '
    + 'piet pieter rachel ramon regina rene rhea riad richard rick rita rocio rodrigo roger romeo ron rosalie rosario rui '
    + 'russell ruth salvador salvatore sancho santiago sebastiano seraphin serge sharon sheila sherry simona sonny steven stuart '
    + 'susana suzanne sydney sylvain tania tanner teodora terry tiffany timo tobias todd tommie tonia tony valentin valentine '
    + 'valentino vanessa veronique virginie vitor vittoria willem willy wim wouter xenia zoe '
    + 'thomas tim timothy tom tommy ulrich valentina vera veronica victor victoria viktor walter wilhelm william yves').split(' '));

const accents = 'aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty'; // as maskwords.cpp
function plain(word) {
    let result = '';
    for (const letter of word.normalize('NFC').toLowerCase().replace(/[\u2018\u2019]/g, "'")) {
        const code = letter.codePointAt(0);
        if (letter === 'ß')
            result += 'ss';
        else if (code >= 0xc0 && code <= 0xff && accents[code - 0xc0] !== ' ')
            result += accents[code - 0xc0];
        else if (/[a-z']/.test(letter))
            result += letter;
        else
            return '';
    }
    return result;
}

const flags = new Map();
function mark(word, bits) {
    const key = plain(word);
    if (key.length >= 2 && key.length <= 24 && /^[a-z]/.test(key))
        flags.set(key, (flags.get(key) ?? 0) | bits);
}
// Of "Van der Heide" and "Ana Sophia" each word; the small ones between are no names.
function markName(name, bits) {
    for (const word of name.split(/[ -]/)) {
        if (/^\p{Lu}/u.test(word) && !/^(Van|Von|Der|Den|De|Del|Della|Di|Da|Dos|La|Le|El|Ter|Ten|Zu|Zur|Vom|Y)$/.test(word))
            mark(word, bits);
    }
}

const { allLocales } = await import(pathToFileURL(path.join(folder, 'faker/package/dist/index.js')));
const strings = value => typeof value === 'string' ? [value] : value ? Object.values(value).flatMap(strings) : [];
for (const [locale, { person }] of Object.entries(allLocales)) {
    if (!person || !/^(en|de|es|fr|pt|it|nl)(_|$)/.test(locale) || /BORK|ocker/.test(locale))
        continue;
    strings(person.first_name).forEach(name => markName(name, given));
    strings(person.last_name).forEach(name => markName(name, surname));
}
const libpostal = path.join(folder, 'pelias-parser/package/resources/libpostal/dictionaries');
const lines = file => fs.readFileSync(file, 'utf8').split('\n').filter(line => line !== '');
lines(path.join(libpostal, 'all/given_names.txt')).forEach(line => line.split('|').forEach(one => markName(one, given)));
lines(path.join(libpostal, 'all/surnames.txt')).forEach(line => line.split('|').forEach(one => markName(one, surname)));

const stopwords = JSON.parse(fs.readFileSync(path.join(folder, 'stopwords-iso/package/stopwords-iso.json')));
languages.forEach((language, i) => {
    const file = path.join(folder, 'hunspell/usr/share/hunspell', dictionaries[language]);
    const encoding = /^SET\s+(\S+)/m.exec(fs.readFileSync(`${file}.aff`, 'latin1'))[1];
    const words = new TextDecoder(encoding).decode(fs.readFileSync(`${file}.dic`)).split(/\r?\n/).slice(1);
    for (const entry of words) {
        const word = plain(entry.split(/[/\t ]/)[0]);
        // In small letters it is a word; a capital begins names, and every German noun, which may be a surname.
        const isWord = /^\p{Ll}/u.test(entry) || (language === 'de' && (flags.get(word) & given) === 0);
        if (isWord && flags.has(word) && !namesFirst.has(word))
            mark(word, 1 << (firstWordBit + i));
    }
    for (const word of stopwords[language]) {
        if (!namesFirst.has(plain(word)))
            mark(word, 1 << (firstStopBit + i));
    }
});

// Words of addresses; of those with several words nothing, and nothing of one letter.
const typeBehind = 1, typeBefore = 2, direction = 4, unit = 8, level = 16, stairs = 32, numeral = 64;
const address = new Map();
for (const language of languages) {
    const isBefore = ['es', 'fr', 'pt', 'it'].includes(language);
    for (const [file, bit] of [['street_types', isBefore ? typeBefore : typeBehind], ['directionals', direction],
        ['unit_types_numbered', unit], ['level_types_numbered', level], ['staircases', stairs], ['number', numeral]]) {
        for (const entry of lines(path.join(libpostal, language, `${file}.txt`)).flatMap(line => line.split('|'))) {
            const key = plain(entry.replace(/\.$/, ''));
            if (key.length >= 2)
                address.set(key, (address.get(key) ?? 0) | bit);
        }
    }
}

const sorted = [...new Set([...flags.keys(), ...address.keys()])].sort();
console.log(sorted.map(word => {
    const [name, place] = [flags.get(word) ?? 0, address.get(word) ?? 0];
    return word + ' ' + name.toString(16) + (place ? ' ' + place.toString(16) : '');
}).join('\n'));
